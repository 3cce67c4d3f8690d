import { Opening } from "../design/states.tsx";

export function FailurePage() {
  return <Opening title="Failure" sentences={[]} />;
}
