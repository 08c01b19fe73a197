package io.agentlocator.twilio;

import com.twilio.twiml.VoiceResponse;
import com.twilio.twiml.voice.Connect;
import com.twilio.twiml.voice.Dial;
import com.twilio.twiml.voice.Hangup;
import com.twilio.twiml.voice.Number;
import com.twilio.twiml.voice.Parameter;
import com.twilio.twiml.voice.Play;
import com.twilio.twiml.voice.Record;
import com.twilio.twiml.voice.Sip;
import com.twilio.twiml.voice.Stream;

/**
 * All TwiML documents. Speech is always a recorded file, so that Twilio cannot refuse a language code (13512), and nothing
 * precedes the XML declaration (12100).
 *
 * <p>All but {@link #answer} hold only absolute URLs, so they may also be given to a live call over REST, where a relative
 * {@code action} fails (11100). All are shorter than the 4,000 characters that such an update may have (32018).
 */
public final class TwimlDocuments {

    public static final String GREETING_PATH = "/static/tts/greeting_he.mp3";
    public static final String FALLBACK_PATH = "/static/tts/fallback_he.mp3";
    public static final String THANKS_PATH = "/static/tts/thanks_he.mp3";
    public static final String LEAVE_MESSAGE_PATH = "/static/tts/leave_message_he.mp3";

    public static final String STREAM_ENDED_PATH = "/webhook/stream_ended";
    public static final String STREAM_STATUS_PATH = "/webhook/stream_status";
    public static final String TRANSFER_ENDED_PATH = "/webhook/transfer_ended";
    public static final String HANDLE_RECORDING_PATH = "/webhook/handle_recording";
    public static final String RECORDING_STATUS_PATH = "/webhook/recording_status";

    /** Names of the stream's parameters, which media-ingest reads from {@code start.customParameters}. */
    public static final String CALL_SID_PARAMETER = "call_sid";

    public static final String TOKEN_PARAMETER = "token";

    /** In the query of {@link #STREAM_ENDED_PATH}: the turn whose document opened the stream; absent after the greeting. */
    public static final String TURN_PARAMETER = "turn";

    static final int RECORD_TIMEOUT_SECONDS = 4;
    static final int RECORD_MAX_SECONDS = 30;
    static final int TRANSFER_TIMEOUT_SECONDS = 25;

    private final PublicUrl url;
    private final boolean streamStatus;

    public TwimlDocuments(PublicUrl url) {
        this(url, false);
    }

    /** @param streamStatus whether Twilio is to report on its streams to {@link #STREAM_STATUS_PATH} */
    public TwimlDocuments(PublicUrl url, boolean streamStatus) {
        this.url = url;
        this.streamStatus = streamStatus;
    }

    /** The path of a turn's clip. */
    public static String clipPath(String callSid, int turn) {
        return "/static/tts/" + callSid + "-" + turn + ".mp3";
    }

    /** The answer to a new call: the greeting, then the stream (R33). Only for the answer to a webhook. */
    public String answer(String callSid, String token) {
        return xml(new VoiceResponse.Builder()
                .play(play(GREETING_PATH))
                .connect(new Connect.Builder()
                        .action(STREAM_ENDED_PATH).stream(stream(callSid, token))
                                .build()));
    }

    /** The turn's clip, then a new stream (R55). The action names the turn before the stream. */
    public String reply(String callSid, int turn, String token) {
        return xml(new VoiceResponse.Builder()
                .play(play(clipPath(legal(callSid), turn)))
                .connect(connectAfter(turn, callSid, token)));
    }

    /**
     * A new stream at once, in place of one that a draining instance closed. The caller hears the agent next.
     *
     * @param turn the turn whose document opened the previous stream; 0 for the greeting
     */
    public String reconnect(String callSid, int turn, String token) {
        return xml(new VoiceResponse.Builder().connect(connectAfter(turn, callSid, token)));
    }

    private Connect connectAfter(int turn, String callSid, String token) {
        String action = url.of(STREAM_ENDED_PATH) + (turn > 0 ? "?" + TURN_PARAMETER + "=" + turn : "");
        return new Connect.Builder()
                .action(action).stream(stream(callSid, token)).build();
    }

    /**
     * Asks the caller to leave a message (R48). The prompt precedes {@code <Record>}, because only a caller who stayed
     * silent hears what follows it. The beep shows when to start. Silence is trimmed, so that the reported duration is that
     * of speech.
     */
    public String recordMessage() {
        return record(FALLBACK_PATH);
    }

    /** The same document without an apology: the agent has offered to take a message. */
    public String takeMessage() {
        return record(LEAVE_MESSAGE_PATH);
    }

    private String record(String prompt) {
        return xml(new VoiceResponse.Builder()
                .play(play(prompt))
                .record(new Record.Builder()
                        .action(url.of(HANDLE_RECORDING_PATH))
                        .timeout(RECORD_TIMEOUT_SECONDS)
                        .maxLength(RECORD_MAX_SECONDS)
                        .playBeep(true)
                        .trim(Record.Trim.TRIM_SILENCE)
                        .recordingStatusCallback(url.of(RECORDING_STATUS_PATH))
                        .build())
                .play(play(prompt)));
    }

    /**
     * Transfers the caller to a person. The caller hears ringing until the person answers. Twilio reports the result to
     * {@link #TRANSFER_ENDED_PATH}.
     *
     * @param to E.164 or {@code sip:…}
     */
    public String transfer(String to) {
        var dial = new Dial.Builder().action(url.of(TRANSFER_ENDED_PATH)).timeout(TRANSFER_TIMEOUT_SECONDS);
        if (to.startsWith("sip:")) {
            dial.sip(new Sip.Builder(legal(to)).build());
        } else {
            dial.number(new Number.Builder(legal(to)).build());
        }
        return xml(new VoiceResponse.Builder().dial(dial.build()));
    }

    /** Thanks for the message, and the end of the call. */
    public String thanks() {
        return xml(new VoiceResponse.Builder().play(play(THANKS_PATH)).hangup(new Hangup.Builder().build()));
    }

    public String hangUp() {
        return xml(new VoiceResponse.Builder().hangup(new Hangup.Builder().build()));
    }

    /** Does nothing: for a call that is over, or that another document controls. */
    public String empty() {
        return xml(new VoiceResponse.Builder());
    }

    private Stream stream(String callSid, String token) {
        var stream = new Stream.Builder()
                .url(url.stream())
                .parameter(parameter(CALL_SID_PARAMETER, callSid))
                .parameter(parameter(TOKEN_PARAMETER, token));
        if (streamStatus) {
            stream.statusCallback(url.of(STREAM_STATUS_PATH));
        }
        return stream.build();
    }

    private Play play(String path) {
        return new Play.Builder(url.of(path)).build();
    }

    private static Parameter parameter(String name, String value) {
        return new Parameter.Builder().name(name).value(legal(value)).build();
    }

    private static String xml(VoiceResponse.Builder response) {
        return response.build().toXml();
    }

    /** Removes characters that XML 1.0 does not allow even when escaped. */
    private static String legal(String value) {
        var legal = new StringBuilder(value.length());
        value.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
