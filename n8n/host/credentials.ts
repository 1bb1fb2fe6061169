/** What the workflows need to know that must not stand in them. */
export interface Secrets {
  /** Of the cloud; public, but it travels with the token. */
  publishableKey: string;
  /** A token of the role generation_worker. */
  token: string;
  /** An OpenAI-compatible endpoint, up to and with `/v1`. */
  modelsUrl: string;
  modelsKey: string;
  /** Of the row `generation.webhook` in app_settings. */
  webhookSecret: string;
}

/** The three credentials as `n8n import:credentials` takes them; n8n encrypts them. The ids are those the workflows name. */
export function credentialsOf(secrets: Secrets): { id: string; name: string; type: string; data: object }[] {
  return [
    {
      id: 'showrunnerWorker',
      name: 'Showrunner: worker token',
      type: 'httpCustomAuth',
      data: {
        json: JSON.stringify({
          headers: { apikey: secrets.publishableKey, Authorization: `Bearer ${secrets.token}` },
        }),
      },
    },
    {
      id: 'showrunnerModels',
      name: 'Showrunner: models',
      type: 'openAiApi',
      data: { apiKey: secrets.modelsKey, url: secrets.modelsUrl, header: false },
    },
    {
      id: 'showrunnerWebhook',
      name: 'Showrunner: webhook secret',
      type: 'crypto',
      data: { hmacSecret: secrets.webhookSecret },
    },
  ];
}
