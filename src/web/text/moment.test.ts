import { expect, test } from "vitest";
import { sayMoment } from "./moment.ts";

const now = new Date(2026, 2, 14, 15, 30).getTime();
const at = (day: number, hour: number, minute: number) => new Date(2026, 2, day, hour, minute).getTime();

test("a moment is said the nearer, the looser", () => {
  expect(sayMoment(now - 20_000, now)).toBe("just now");
  expect(sayMoment(at(14, 15, 29), now)).toBe("1 minute ago");
  expect(sayMoment(at(14, 15, 0), now)).toBe("30 minutes ago");
  expect(sayMoment(at(14, 9, 5), now)).toBe("today at 09:05");
  expect(sayMoment(at(13, 9, 5), now)).toBe("yesterday at 09:05");
  expect(sayMoment(at(1, 9, 5), now)).toBe("1 Mar 2026 at 09:05");
});

test("what is no time is said to be unknown", () => {
  expect(sayMoment("soon", now)).toBe("at an unknown time");
});
