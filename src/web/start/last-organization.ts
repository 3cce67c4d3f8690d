const key = "failwell.organization";

/** The organization this browser looked at last; null where there is none or nothing may be kept. */
export function lastOrganization(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function rememberOrganization(id: string): void {
  try {
    localStorage.setItem(key, id);
  } catch {
    // A browser that keeps nothing begins with the example each time.
  }
}
