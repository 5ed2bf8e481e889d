import { checkSchedules } from "@alliance/training/bookings/testing-schedules";

// A share of the schedules, on a core of its own: prints what was wrong with the smallest that failed, as JSON.
const [count = "", seed = ""] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await checkSchedules(Number(count), Number(seed))));
