/**
 * Third-party tokens in front of @supabase/lite, which verifies HS256 only and trusts any role: we verify, it gets the
 * claims. With these three variables set it skips its own check.
 */
import type { MiddlewareHandler } from 'hono';
import { PUBLISHABLE_KEY } from '../identity/publishable-key.ts';
import { bearerToken, type VerifyToken } from '../identity/verify-token.ts';

export function verifyRequest(verify: VerifyToken): MiddlewareHandler {
  return async (context, next) => {
    const key = context.req.header('apikey') ?? '';
    // As the gateway of a hosted project does with the key of another one; a JWT, or none, is judged by its claims.
    if (key.startsWith('sb_') && key !== PUBLISHABLE_KEY) {
      return context.json({ message: 'Invalid API key', hint: 'Double check the API key of this project.' }, 401);
    }
    const token = bearerToken(context.req.header('authorization'));
    if (token !== null) {
      const verified = await verify(token);
      if (verified.kind !== 'valid') {
        const [code, message] =
          verified.kind === 'expired' ? ['PGRST303', 'JWT expired'] : ['PGRST301', 'No suitable key or wrong key type'];
        return context.json({ code, message, details: null, hint: null }, 401, {
          'www-authenticate': `Bearer error="invalid_token", error_description="${message}"`,
        });
      }
      context.set('jwt', verified.claims);
      if (verified.claims.sub !== undefined) context.set('userId', verified.claims.sub);
    }
    context.set('apiKeyType', 'publishable');
    context.set('ignoreAuthorization', true);
    return next();
  };
}
