// An OpenID Connect provider with Feide's scopes and claims. Who logs in types their key; PUT /people/KEY sets what is told of them.
import process from "node:process";
import Provider from "oidc-provider";

const { PORT, CLIENT_ID, CLIENT_SECRET, SITE } = process.env;
const issuer = `http://127.0.0.1:${PORT}`;
const NAMES = "https://n.feide.no/claims/";
const people = new Map();

const page = (ctx, body) => {
  ctx.type = "html";
  ctx.body = `<!DOCTYPE html><html lang="en"><title>Provider</title><body>${body}`;
};

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: [`${SITE}/accounts/feide/callback/`],
      post_logout_redirect_uris: [`${SITE}/`],
    },
  ],
  cookies: { keys: ["of a test"] },
  scopes: ["openid", "userid-feide", "userinfo-name", "email"],
  claims: {
    openid: ["sub"],
    "userid-feide": [`${NAMES}eduPersonPrincipalName`, `${NAMES}userid_sec`],
    "userinfo-name": ["name"],
    email: ["email", "email_verified"],
  },
  pkce: { required: () => true },
  findAccount: (ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
  // Everyone consents to everything.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid userid-feide userinfo-name email");
    await grant.save();
    return grant;
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) =>
        page(ctx, `${form}<button form="op.logoutForm" name="logout" value="yes">Log out</button>`),
    },
  },
  renderError: (ctx, out) => page(ctx, `<p>${out.error}: ${out.error_description}`),
});

const body = async (req) => {
  let text = "";
  for await (const part of req) text += part;
  return text;
};

provider.use(async (ctx, next) => {
  if (ctx.method === "PUT" && ctx.path.startsWith("/people/")) {
    people.set(ctx.path.slice("/people/".length), JSON.parse(await body(ctx.req)));
    ctx.body = "";
  } else if (ctx.path.startsWith("/interaction/") && ctx.method === "GET") {
    page(
      ctx,
      `<form method="post"><label>Who are you? <input name="login"></label>
       <button>Log in</button><button name="cancel" value="1">Cancel</button></form>`,
    );
  } else if (ctx.path.startsWith("/interaction/")) {
    const form = new URLSearchParams(await body(ctx.req));
    const result = form.has("cancel")
      ? { error: "access_denied", error_description: "cancelled" }
      : { login: { accountId: form.get("login") } };
    await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
    ctx.respond = false;
  } else {
    await next();
  }
});

provider.listen(Number(PORT), "127.0.0.1", () => console.log("ready"));
