package io.agentlocator.gateway.twilio;

/** Fixed documents that need no settings. Their URLs are relative, as a webhook's answer allows. */
final class LastResort {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String ASK = DECLARATION
            + "<Response><Play>/static/tts/fallback_he.mp3</Play>"
            + "<Record action=\"/webhook/handle_recording\" maxLength=\"30\" playBeep=\"true\" timeout=\"4\"/></Response>";
    private static final String THANK =
            DECLARATION + "<Response><Play>/static/tts/thanks_he.mp3</Play><Hangup/></Response>";

    private LastResort() {}

    static WebhookAnswer answer(boolean askForMessage) {
        return WebhookAnswer.twiml(askForMessage ? ASK : THANK);
    }
}
