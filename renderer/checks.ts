/** zod validates without making code from text, which the Content-Security-Policy forbids; imported first by each page that validates. */
import * as z from 'zod';

z.config({ jitless: true });
