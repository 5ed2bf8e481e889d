import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { entries } from "@alliance/infra/contexts";
import { describe, expect, it } from "vitest";
import { isTest, root, type Source, sources } from "./sources.ts";

const all = sources();
const product = all.filter((source) => !isTest(source));
const contexts = ["home", "membership", "finance", "training", "notifications", "relay"];
const breaches = (files: readonly Source[], breaks: (source: Source) => readonly string[] | boolean): string[] =>
  files.flatMap((source) => {
    const found = breaks(source);
    if (typeof found === "boolean") return found ? [source.path] : [];
    return found.map((each) => `${source.path}: ${each}`);
  });

const packageNames = globSync("packages/*", { cwd: root }).map((path) => basename(path));

describe("infra → functions → packages: arrows only point right", () => {
  it("no package imports a function or infra, but those that run the whole platform", () => {
    const runsTheWhole = /^packages\/dev\//;
    const files = product.filter(({ path }) => path.startsWith("packages/") && !runsTheWhole.test(path));
    const names = [...contexts, "infra", "dev"].map((name) => `@alliance/${name}`);
    expect(
      breaches(files, ({ imports }) => imports.filter((each) => names.some((name) => each.startsWith(name)))),
    ).toEqual([]);
  });

  it("no context imports another context, infra, or what only runs on a laptop", () => {
    const laptopOnly = ["infra", "dev", "local-cloud", "stripe-double", "testing"];
    for (const context of contexts) {
      const forbidden = [...contexts.filter((name) => name !== context), ...laptopOnly].map(
        (name) => `@alliance/${name}`,
      );
      const files = product.filter(({ path }) => path.startsWith(`functions/${context}/`));
      expect(
        breaches(files, ({ imports }) =>
          imports.filter((each) => forbidden.some((name) => each === name || each.startsWith(`${name}/`))),
        ),
      ).toEqual([]);
    }
  });

  it("nobody reaches into another package by a path", () => {
    expect(
      breaches(all, ({ path, imports }) =>
        imports.filter((each) => {
          if (!each.startsWith(".")) return false;
          const [area, name] = join(dirname(path), each).split("/");
          const [ownArea, ownName] = path.split("/");
          return area !== ownArea || (ownArea !== "test" && ownArea !== "infra" && name !== ownName);
        }),
      ),
    ).toEqual([]);
  });

  it("the local cloud knows nothing of the alliance", () => {
    const files = all.filter(({ path }) => path.startsWith("packages/local-cloud/"));
    expect(breaches(files, ({ imports }) => imports.filter((each) => each.startsWith("@alliance/")))).toEqual([]);
  });
});

describe("inside a context", () => {
  const useCases = product.filter(({ path }) => /^functions\/[^/]+\/use-cases\//.test(path));

  it("a use-case knows nothing of HTTP, pages, AWS, the environment, the clock or chance", () => {
    const forbidden = /^(hono|@alliance\/(http|ui)|@aws-sdk)/;
    expect(breaches(useCases, ({ imports }) => imports.filter((each) => forbidden.test(each)))).toEqual([]);
    const reach = /process\.env|Date\.now\(|new Date\(\)|Math\.random|randomUUID|setTimeout/;
    expect(breaches(useCases, ({ text }) => reach.test(text))).toEqual([]);
  });

  it("only the Lambda entries read the environment", () => {
    const lambdas = new Set(entries.map(({ entry }) => relative(root, entry)));
    const files = product.filter(({ path }) => path.startsWith("functions/") && !lambdas.has(path));
    expect(breaches(files, ({ text }) => text.includes("process.env"))).toEqual([]);
  });

  it("nothing but the adapters reads the wall clock or makes chance", () => {
    const adapters =
      /packages\/(core\/src\/(clock|ids)|store\/src\/retry|observability|auth\/src\/(session|letter-secrets)|http\/src\/(page|cursor|idempotency)|local-cloud|stripe-double|dev|payments|documents|ui\/src\/client)|functions\/home\/sign-in-routes/;
    const files = product.filter(({ path }) => /^(functions|packages)\//.test(path) && !adapters.test(path));
    const reach = /Date\.now\(|new Date\(\)|Math\.random|randomUUID|randomBytes/;
    expect(breaches(files, ({ text }) => reach.test(text))).toEqual([]);
  });

  it("every use-case is tested beside it, with a refusal", () => {
    const tested = all.filter(isTest).filter(({ path }) => path.startsWith("functions/"));
    expect(
      breaches(useCases, ({ path }) => {
        const name = basename(path, ".ts");
        const context = path.split("/")[1];
        const tests = tested.filter((test) => test.path.startsWith(`functions/${context}/`));
        const isItsOwn = ({ imports }: Source) => imports.some((each) => each.endsWith(`/${name}.ts`));
        // A part of another use-case is tested through it.
        if (useCases.some((other) => other.path.startsWith(`functions/${context}/`) && isItsOwn(other))) return false;
        const own = tests.filter(isItsOwn);
        return !own.some(({ text }) => /rejects|refus|toThrow|conflict|gone|not-found/i.test(text));
      }),
    ).toEqual([]);
  });

  it("has a README that says what it owns, publishes and consumes", () => {
    for (const context of contexts) {
      const readme = join(root, "functions", context, "README.md");
      expect(existsSync(readme), readme).toBe(true);
      const text = readFileSync(readme, "utf8").toLowerCase();
      for (const word of ["owns", "publishes", "consumes"]) expect(text, `${context}: ${word}`).toContain(word);
    }
  });
});

describe("every file", () => {
  it("is short enough to need no tour", () => {
    expect(breaches(all, ({ text }) => text.split("\n").length > 251)).toEqual([]);
  });

  it("is named for what it does", () => {
    const vague = /(^|\/)(utils?|helpers?|commons?|managers?|misc|shared)(\.|\/)/;
    expect(breaches(all, ({ path }) => vague.test(path))).toEqual([]);
    expect(breaches(all, ({ path }) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.tsx?$/.test(basename(path)))).toEqual([]);
  });

  it("imports zod in the way that leaves its unused half out of a bundle", () => {
    const own = all.filter(({ path }) => !path.startsWith("test/architecture/"));
    expect(breaches(own, ({ text }) => /import\s+\{[^}]*\}\s+from "zod"|import z from "zod"/.test(text))).toEqual([]);
  });

  it("leaves nothing open, skipped or singled out", () => {
    const own = all.filter(({ path }) => !path.startsWith("test/architecture/"));
    expect(breaches(own, ({ text }) => /\b(TODO|FIXME|XXX)\b|\.(skip|only|todo)\(/.test(text))).toEqual([]);
  });

  it("leaves no stub behind for the test files that run after it in the same worker", () => {
    const tests = all.filter(({ path }) => /\.test\.tsx?$/.test(path) && !path.startsWith("test/architecture/"));
    const stubs = /vi\.mock\(|process\.env\.\w+ =[^=]|delete process\.env|Object\.assign\(process\.env/;
    expect(breaches(tests, ({ text }) => stubs.test(text))).toEqual([]);
    // A stubbed class stays stubbed for all; a stubbed object is the file's own.
    expect(breaches(tests, ({ text }) => /mockClient\([A-Z]/.test(text) && !/\.restore\(\)/.test(text))).toEqual([]);
  });

  it("explains in three lines at most", () => {
    const longComment = /(?:^[ \t]*\/\/.*\n){4,}/m;
    expect(breaches(product, ({ text }) => longComment.test(text))).toEqual([]);
  });
});

describe("what the READMEs and decisions name", () => {
  const documents = globSync(["README.md", "docs/**/*.md", "{functions,packages}/*/README.md"], { cwd: root });

  it("every path in them exists", () => {
    const pathPattern = /`((?:infra|functions|packages|test|docs)\/[\w./-]+)`/g;
    const missing = documents.flatMap((document) =>
      [...readFileSync(join(root, document), "utf8").matchAll(pathPattern)]
        .map((match) => match[1] ?? "")
        .filter((path) => !existsSync(join(root, path)) && !path.includes("<"))
        .map((path) => `${document}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it("every decision ends with how it is checked", () => {
    for (const document of documents.filter((path) => path.startsWith("docs/decisions/"))) {
      expect(readFileSync(join(root, document), "utf8"), document).toMatch(/## How (it|this) is checked/i);
    }
  });

  it("every package is one that another part uses", () => {
    const used = new Set(all.flatMap(({ imports }) => imports.map((each) => each.split("/")[1] ?? "")));
    expect(packageNames.filter((name) => !used.has(name))).toEqual([]);
  });
});
