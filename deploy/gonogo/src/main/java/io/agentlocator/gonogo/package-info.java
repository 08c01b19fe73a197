/**
 * GO or NO-GO: looks at a deployment from outside, as Twilio and a caller see it, and says whether it may take calls; and
 * where not, why and what to do. Needs the public address and the account's token, nothing else.
 */
@NullMarked
package io.agentlocator.gonogo;

import org.jspecify.annotations.NullMarked;
