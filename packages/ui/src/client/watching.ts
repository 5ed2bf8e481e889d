import { type Ran, Stretches } from "./stretches.ts";

/** What this script uses of a browser: the program is checked without the DOM's types. */
interface Video {
  currentTime: number;
  readonly duration: number;
  readonly paused: boolean;
  readonly readyState: number;
  getAttribute(name: string): string | null;
  addEventListener(type: string, listener: () => void): void;
}
interface Browser {
  readonly document: { querySelectorAll(selector: string): Iterable<Video>; readonly visibilityState: string };
  readonly navigator: { sendBeacon(url: string, body: URLSearchParams): boolean };
  addEventListener(type: string, listener: () => void): void;
}

const tellEverySeconds = 20;

const bodyOf = ({ from, to }: Ran): URLSearchParams => new URLSearchParams({ from: String(from), to: String(to) });

/** What ran of a video is told while it runs, when it stops, and when the page is left. */
function follow(browser: Browser, video: Video, endpoint: string): void {
  const stretches = new Stretches();
  const tell = async (): Promise<void> => {
    const ran = stretches.take();
    for (const [at, each] of ran.entries()) {
      try {
        const reply = await fetch(endpoint, { method: "POST", body: bodyOf(each) });
        // Refused for good is not told again; what the platform could not take just now is.
        if (reply.status === 429 || reply.status >= 500) return stretches.keep(ran.slice(at));
      } catch {
        return stretches.keep(ran.slice(at));
      }
    }
  };
  video.addEventListener("timeupdate", () => {
    if (!video.paused) stretches.at(video.currentTime);
    if (stretches.untold >= tellEverySeconds) void tell();
  });
  for (const type of ["pause", "ended"]) video.addEventListener(type, () => void tell());
  browser.addEventListener("pagehide", () => {
    for (const each of stretches.take()) browser.navigator.sendBeacon(endpoint, bodyOf(each));
  });
}

function resume(video: Video): void {
  const seconds = Number(video.getAttribute("data-resume-at") ?? 0);
  const go = (): void => {
    if (seconds > 0 && seconds < video.duration) video.currentTime = seconds;
  };
  // Its length is known from here on; it may have been before this script ran.
  if (video.readyState > 0) go();
  else video.addEventListener("loadedmetadata", go);
}

/** Every video of the page that says where its progress goes. */
export function startWatching(): void {
  const browser = globalThis as unknown as Browser;
  for (const video of browser.document.querySelectorAll("video[data-progress-to]")) {
    const endpoint = video.getAttribute("data-progress-to");
    if (endpoint === null) continue;
    resume(video);
    follow(browser, video, endpoint);
  }
}
