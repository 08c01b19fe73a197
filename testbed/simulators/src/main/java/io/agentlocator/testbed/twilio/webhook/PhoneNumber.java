package io.agentlocator.testbed.twilio.webhook;

import java.util.Optional;

/**
 * A number of the account with its webhook URLs, as set in Twilio's console.
 *
 * @param voiceUrl public URL of the TwiML for incoming calls; may end in {@code #rc=2&ct=2000&rt=3000&rp=all}
 * @param voiceMethod POST or GET
 * @param voiceFallbackUrl requested when the TwiML cannot be fetched or read
 * @param statusCallback requested once, after the call has ended
 * @param messageUrl requested for each message to the number
 */
public record PhoneNumber(
        String e164,
        String voiceUrl,
        String voiceMethod,
        Optional<String> voiceFallbackUrl,
        Optional<String> statusCallback,
        Optional<String> messageUrl) {

    public static PhoneNumber of(String e164, String voiceUrl) {
        return new PhoneNumber(e164, voiceUrl, "POST", Optional.empty(), Optional.empty(), Optional.empty());
    }

    public PhoneNumber withFallback(String url) {
        return new PhoneNumber(e164, voiceUrl, voiceMethod, Optional.of(url), statusCallback, messageUrl);
    }

    public PhoneNumber withStatusCallback(String url) {
        return new PhoneNumber(e164, voiceUrl, voiceMethod, voiceFallbackUrl, Optional.of(url), messageUrl);
    }

    public PhoneNumber withMessages(String url) {
        return new PhoneNumber(e164, voiceUrl, voiceMethod, voiceFallbackUrl, statusCallback, Optional.of(url));
    }

    public PhoneNumber withVoiceMethod(String method) {
        return new PhoneNumber(e164, voiceUrl, method, voiceFallbackUrl, statusCallback, messageUrl);
    }
}
