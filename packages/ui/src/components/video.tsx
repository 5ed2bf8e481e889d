import type { Lenient } from "../content.ts";
import { safeHref } from "../href.ts";

export type VideoProps = Lenient<{
  src: string;
  label: string;
  /** Where the page's script sends which seconds ran: a form's fields `from` and `to`. */
  progressTo?: string;
  /** Where somebody stopped, on whichever device. */
  resumeAtSeconds?: number;
}>;

/** A video that plays without script; with it, what ran is told and it goes on where somebody stopped. */
export const Video = ({ src, label, progressTo, resumeAtSeconds }: VideoProps) => (
  // biome-ignore lint/a11y/useMediaCaption: captions are in the picture, and the words are beside it
  <video
    class="app-video"
    controls
    preload="metadata"
    playsinline
    src={safeHref(src)}
    aria-label={label}
    data-progress-to={progressTo === undefined ? undefined : safeHref(progressTo)}
    data-resume-at={resumeAtSeconds}
  />
);
