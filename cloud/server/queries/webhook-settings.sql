select setting('webhook_url') #>> '{}' as url, setting('webhook_secret') #>> '{}' as secret
