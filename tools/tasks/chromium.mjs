import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { InWords } from "./words.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A Chromium on this machine: CHROMIUM_PATH, else the first of the usual names.
 * @returns {string | null} its path
 */
export function findChromium() {
  const stated = process.env.CHROMIUM_PATH;
  if (stated) return isProgram(stated) ? stated : null;
  const folders = ["/usr/bin", "/usr/local/bin", "/snap/bin", ...(process.env.PATH ?? "").split(delimiter)];
  return (
    [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...places].find(isProgram) ??
    null
  );
}

/**
 * A Chromium on this machine, installed with apt where one may.
 * @returns {string} its path
 */
export function needChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.env.CHROMIUM_PATH)
    throw new InWords(
      `CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which is no program that can be run.`,
      2,
    );
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    process.stderr.write(
      "failwell: installing Chromium for the browser tests (apt-get install chromium) …\n",
    );
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
      spawnSync("apt-get", ["-qq", ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
    }
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new InWords(
    "the browser tests need Chromium or Chrome, and none was found: install one (Debian: apt-get install chromium; macOS: brew install --cask chromium) or set CHROMIUM_PATH to it.",
    2,
  );
}
