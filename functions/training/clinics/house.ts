/** School hours (8 to 5 on days when most schools are open) in which a request for a time with an expert is answered. */
export const answerHours = 18;

/** What somebody wrote is kept so long after the time it was about. */
export const wordsKeptDays = 30;
