// The server under test, as its environment describes it, and the clients' set-up (CONTRACT 8).
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { ClientCertificateCredential, ClientSecretCredential } from "@azure/identity";

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

export const base = required("LANYARD_BASE");
export const tenant = required("LANYARD_TENANT");
export const subscription = required("LANYARD_SUBSCRIPTION");
const clientId = required("LANYARD_CLIENT_ID");
const authority = { authorityHost: base, disableInstanceDiscovery: true };

/** The bootstrap operator, by its secret. */
export function bySecret(secret = required("LANYARD_CLIENT_SECRET")) {
  return new ClientSecretCredential(tenant, clientId, secret, authority);
}

/** The same, by its certificate. */
export function byCertificate() {
  const certificatePath = required("LANYARD_CERTIFICATE");
  return new ClientCertificateCredential(tenant, clientId, { certificatePath }, authority);
}

const management = { endpoint: base, credentialScopes: ["https://management.azure.com/.default"] };

export function identities(credential) {
  return new ManagedServiceIdentityClient(credential, subscription, management);
}

export function authorization(credential) {
  return new AuthorizationManagementClient(credential, subscription, management);
}

/** Sends a request that none of the clients has a method for. */
export async function arm(credential, method, path, body) {
  const token = await credential.getToken("https://management.azure.com/.default");
  const reply = await fetch(`${base}${path}?api-version=2024-11-01`, {
    method,
    headers: { authorization: `Bearer ${token.token}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!reply.ok) {
    throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  }
  const text = await reply.text();
  return text ? JSON.parse(text) : undefined;
}

/** All items of a paged listing. */
export async function all(listing) {
  const items = [];
  for await (const item of listing) {
    items.push(item);
  }
  return items;
}

/** What a call fails with. */
export async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return { status: error.statusCode, code: error.code };
  }
  throw new Error("the call succeeded");
}

/** Does something for each item, ten at a time. */
export async function eachOf(items, work) {
  for (let at = 0; at < items.length; at += 10) {
    await Promise.all(items.slice(at, at + 10).map((item, n) => work(item, at + n)));
  }
}
