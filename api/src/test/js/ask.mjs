// A program on a resource: its environment says where it runs. Each line that it reads is a list of
// what it is to do; for each item it prints one line of JSON.
import { createInterface } from "node:readline";
import {
  ClientCertificateCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";

const env = process.env;
const authority = { authorityHost: env.AZURE_AUTHORITY_HOST, disableInstanceDiscovery: true };

function credential({ credential: kind, selector, id }) {
  switch (kind) {
    case "managed":
      return new ManagedIdentityCredential(selector ? { [selector]: id } : {});
    case "default":
      return new DefaultAzureCredential();
    case "workload":
      return new WorkloadIdentityCredential(authority);
    case "secret":
      return new ClientSecretCredential(env.TENANT, env.CLIENT, env.SECRET, authority);
    case "certificate":
      return new ClientCertificateCredential(env.TENANT, env.CLIENT, { certificatePath: env.CERTIFICATE }, authority);
  }
  throw new Error(`no credential ${kind}`);
}

const vaults = new Map();

function vault(asked) {
  if (!vaults.has(asked.vault)) {
    const options = { disableChallengeResourceVerification: true };
    vaults.set(asked.vault, new SecretClient(asked.vault, credential(asked), options));
  }
  return vaults.get(asked.vault);
}

async function answer(asked) {
  if (asked.vault) {
    return { secret: (await vault(asked).getSecret(asked.secret)).value };
  }
  return { token: (await credential(asked).getToken(asked.scope)).token };
}

for await (const line of createInterface({ input: process.stdin })) {
  for (const asked of JSON.parse(line)) {
    try {
      console.log(JSON.stringify(await answer(asked)));
    } catch (error) {
      console.log(JSON.stringify({ error: error.name, message: String(error.message) }));
    }
  }
}
