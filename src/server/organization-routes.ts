import { createTwoFilesPatch } from "diff";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Organization, Revision, Store } from "../store/store.ts";
import type {
  NewOrganizationRequest,
  OrganizationDetail,
  OrganizationListed,
  RevisionDetail,
  RevisionListed,
  SaveTextRequest,
} from "./api.ts";
import { notThere, Refused } from "./refused.ts";
import { findOrganization, understood } from "./texts.ts";
import { count, organizationPlace, validate } from "./validate.ts";

/** JSON may take more bytes than the text in it: line ends, quotes and controls are escaped. The text's own limit is the language's. */
const textRequestBytes = 40 * 1024 ** 2;
const diffPatienceMs = 1_000;

const author = z.string().trim().min(1, "expected a name").max(200);
const comment = z.string().trim().max(2_000).default("");
const newOrganization = z.object({ text: z.string(), author, comment }) satisfies z.ZodType<
  unknown,
  NewOrganizationRequest
>;
const savedText = z.object({ text: z.string(), base: z.int().min(1), author, comment }) satisfies z.ZodType<
  unknown,
  SaveTextRequest
>;
const revisionPlace = organizationPlace.extend({ number: count(1, 2 ** 31 - 1) });

/** Organizations, their texts and the revisions of these. */
export function addOrganizationRoutes(server: FastifyInstance, store: Store): void {
  server.get("/api/organizations", async (): Promise<OrganizationListed[]> => store.listOrganizations());

  server.post(
    "/api/organizations",
    { bodyLimit: textRequestBytes },
    async (request, reply): Promise<OrganizationDetail> => {
      const { text, author, comment } = validate(newOrganization, request.body);
      const { name, example } = understood(text, "organization.yaml").organization;
      const id = await store.createOrganization({ text, name, example, author, comment });
      reply.code(201);
      return detail(await findOrganization(store, id));
    },
  );

  server.get("/api/organizations/:id", async (request): Promise<OrganizationDetail> => {
    const { id } = validate(organizationPlace, request.params);
    return detail(await findOrganization(store, id));
  });

  server.put(
    "/api/organizations/:id/text",
    { bodyLimit: textRequestBytes },
    async (request): Promise<OrganizationDetail> => {
      const { id } = validate(organizationPlace, request.params);
      const { text, base, author, comment } = validate(savedText, request.body);
      const { name, example } = understood(text, `${id}.yaml`).organization;
      const saved = await store.saveText(id, { text, base, name, example, author, comment });
      const organization = await findOrganization(store, id);
      if (saved === "stale") throw stale(organization);
      return detail(organization);
    },
  );

  server.get("/api/organizations/:id/revisions", async (request): Promise<RevisionListed[]> => {
    const { id } = validate(organizationPlace, request.params);
    await findOrganization(store, id);
    return store.listRevisions(id);
  });

  server.get("/api/organizations/:id/revisions/:number", async (request): Promise<RevisionDetail> => {
    const { id, number } = validate(revisionPlace, request.params);
    const revision = await store.findRevision(id, number);
    if (!revision) throw notThere(`there is no revision ${number} of ${id}`);
    const before = number > 1 ? await store.findRevision(id, number - 1) : null;
    return { ...revision, diff: before ? difference(before, revision) : "" };
  });
}

function detail({ id, name, example, revision, recordVersion }: Organization): OrganizationDetail {
  const { text, ...head } = revision;
  return { id, name, example, text, revision: head, recordVersion };
}

function stale(organization: Organization): Refused {
  const { author, number } = organization.revision;
  return new Refused(409, {
    message: `the text has changed meanwhile: ${author} saved revision ${number}`,
    remedy: "look at both, then save again on top of it; nothing was changed",
    current: detail(organization),
  });
}

function difference(before: Revision, after: Revision): string | null {
  const names = [`revision ${before.number}`, `revision ${after.number}`] as const;
  return (
    createTwoFilesPatch(...names, before.text, after.text, "", "", { context: 3, timeout: diffPatienceMs }) ??
    null
  );
}
