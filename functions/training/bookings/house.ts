/** Numbers of the house: what a treasurer or an office may want otherwise, in one place. */

/** How long seats are kept while names and payment are filled in. */
export const holdMinutes = 20;

/** How long after placing a payment by card may be begun. */
export const minutesToStartPaying = 30;

/** Finance says when an order is over; this long after that time nobody did, and the seats go back. */
export const minutesWithoutWord = 90;

/** School hours (8 to 5 on days when most schools are open) in which an offer from the queue can be taken up. */
export const offerHours = 9;

/** School hours in which a budget holder can say yes or no: three days of a school's office. */
export const approvalHours = 27;

/** What one commit can claim and later give back: seats, quota and membership places, and two for each session. */
export const mostClaims = 92;

/** Days after a session moved in which whoever booked before may cancel for all of the price; to the next school day. */
export const daysToAnswerAMove = 14;

/** Places may be moved to another date while so much of their price would be credited to who cancels them. */
export const creditPercentToMove = 100;

/** When delegates are reminded, by clocks in London: so many days before, on the working day before, on the day itself. */
export const reminding = { daysBefore: 7, at: "09:00", onTheDayAt: "07:00" } as const;
