select app_setting('generation.webhook') ->> 'url' as url, webhook_secret() as secret
