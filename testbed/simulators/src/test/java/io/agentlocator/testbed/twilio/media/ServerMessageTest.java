package io.agentlocator.testbed.twilio.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerMessageTest {
    @Test
    void threeMessagesAreUnderstood() {
        assertThat(read("{'event':'media','streamSid':'MZ1','media':{'payload':'/38='}}"))
                .isInstanceOfSatisfying(
                        ServerMessage.Media.class,
                        media -> assertThat(media.mulaw()).containsExactly(0xFF, 0x7F));
        assertThat(read("{'event':'mark','streamSid':'MZ1','mark':{'name':'שלום'}}"))
                .isEqualTo(new ServerMessage.Mark("שלום"));
        assertThat(read("{'event':'clear','streamSid':'MZ1'}")).isEqualTo(new ServerMessage.Clear());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    hello | not JSON
                    [1] | not a JSON object
                    {'event':'clear','streamSid':'MZ1'} x | not JSON
                    {'event':'clear'} | no streamSid
                    {'event':'clear','stream_sid':'MZ1'} | unknown field stream_sid
                    {'event':'clear','streamSid':'MZ2'} | wrong streamSid MZ2
                    {'event':'clear','streamSid':'MZ1','trace':'x'} | unknown field trace
                    {'event':'stop','streamSid':'MZ1'} | unknown event stop
                    {'streamSid':'MZ1'} | no event
                    {'event':'media','streamSid':'MZ1'} | media: no object
                    {'event':'media','streamSid':'MZ1','media':{}} | media: no payload
                    {'event':'media','streamSid':'MZ1','media':{'payload':'%%'}} | media: payload is not base64
                    {'event':'media','streamSid':'MZ1','media':{'payload':'','track':'outbound'}} | media: unknown field beside payload
                    {'event':'mark','streamSid':'MZ1','mark':{'name':7}} | mark: no name
                    """)
    void anythingElseIsInvalid(String message, String why) {
        assertThat(read(message)).isEqualTo(new ServerMessage.Invalid(why));
    }

    private static ServerMessage read(String json) {
        return ServerMessage.read(json.replace('\'', '"'), "MZ1");
    }
}
