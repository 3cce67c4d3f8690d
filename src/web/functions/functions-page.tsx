import { Opening } from "../design/states.tsx";

export function FunctionsPage() {
  return <Opening title="Functions" sentences={[]} />;
}
