/**
 * GO or NO-GO: checks a deployment from outside, as Twilio and a caller see it, and says whether it may take calls. For
 * NO-GO it says why and what to do. It needs the public address and the account's token, nothing else.
 */
@NullMarked
package io.agentlocator.gonogo;

import org.jspecify.annotations.NullMarked;
