// Builds the page: `npm run build`, or `npm run build -- --outDir X` to leave the committed one as it is.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

// What the built page depends on. tests/playground/test_page_is_current.py reads the same files in the same order.
const SINGLE_FILES = [".npmrc", "build.mjs", "index.html", "package-lock.json", "package.json", "tsconfig.json"];

async function sources() {
  const entries = await readdir(join(here, "src"), { recursive: true, withFileTypes: true });
  const inSrc = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(here.length + 1).replaceAll("\\", "/"));
  return [...SINGLE_FILES, ...inSrc].sort((a, b) => (a < b ? -1 : 1));
}

// The SHA-256 over "path NUL content NUL" of each source, sorted by path.
async function sourceHash() {
  const hash = createHash("sha256");
  for (const path of await sources()) {
    hash.update(path + "\0");
    hash.update(await readFile(join(here, path)));
    hash.update("\0");
  }
  return hash.digest("hex");
}

// The library scopes its styles by an id that every drawn block repeats; the class of the same name does as well and may repeat.
const scopeByClass = {
  name: "scope-by-class",
  setup(esbuild) {
    esbuild.onLoad({ filter: /slack-blocks-to-jsx[\\/]dist[\\/]style\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll("#slack_blocks_to_jsx", ".slack_blocks_to_jsx"),
      loader: "css",
    }));
  },
};

// node-emoji brings 200 KB of search words for emoji; the library has the names and characters it needs in itself.
const withoutEmojiSearch = {
  name: "without-emoji-search",
  setup(esbuild) {
    esbuild.onLoad({ filter: /emojilib[\\/]index\.js$/ }, () => ({ contents: "module.exports = { lib: {} };" }));
  },
};

// The built page carries others' code, so it carries their licences too.
async function licences(inputs) {
  const packages = new Map();
  for (const input of Object.keys(inputs)) {
    const found = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input);
    if (found) packages.set(found[2], resolve(here, found[1]));
  }
  const namesByText = new Map();
  for (const [name, folder] of [...packages].sort()) {
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? (await readFile(join(folder, file), "utf8")).trim() : `Licence: ${license}`;
    namesByText.set(text, [...(namesByText.get(text) ?? []), `${name} ${version}`]);
  }
  return [...namesByText].map(([text, names]) => `${names.join(", ")}\n\n${text}\n`).join(`\n${"-".repeat(72)}\n\n`);
}

const { values } = parseArgs({ options: { outDir: { type: "string", default: process.env.PLAYGROUND_PAGE ?? "dist" } } });
const outDir = resolve(here, values.outDir);
await rm(outDir, { recursive: true, force: true });
await mkdir(outDir, { recursive: true });
const result = await build({
  absWorkingDir: here,
  entryPoints: [{ in: posix.join("src", "main.tsx"), out: "main" }],
  outdir: outDir,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  metafile: true,
  plugins: [scopeByClass, withoutEmojiSearch],
  logLevel: "warning",
});
await cp(join(here, "index.html"), join(outDir, "index.html"));
await writeFile(join(outDir, "LICENSES.txt"), await licences(result.metafile.inputs));
await writeFile(join(outDir, "source.sha256"), (await sourceHash()) + "\n");
