package io.agentlocator.deploy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path that does not end where it should. */
class RoutesTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Service/voice-crm-service | spec/ports/0/targetPort | web | voice-crm-service leads to the port \"web\", which crm-service does not have",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/ports/0/name | web | voice-crm-service leads to the port \"http\", which crm-service does not have",
                "Service/voice-media-ingest | spec/ports/0/name | web | voice-media-ingest is asked at the port \"http\", which it does not have",
                "Ingress/voice | spec/rules/0/http/paths/0/backend/service/port | { number: 80 } | voice-media-ingest is asked at the port 80, which it does not have",
                "Ingress/voice | spec/rules/0/http/paths/path=~1webhook/backend/service/name | voice-gateway | a path leads to voice-gateway, which is not there",
                "Ingress/voice | spec/rules/0/http/paths/path=~1ws~1/backend/service/name | voice-telephony-gateway | /ws/ does not lead to media-ingest",
                "Service/voice-media-ingest | spec/selector/app.kubernetes.io~1name | telephony-gateway | /ws/ does not lead to media-ingest",
                "Ingress/voice | spec/rules/0/http/paths/path=~1ops | | /ops does not lead to telephony-gateway",
                "Ingress/voice | spec/rules/0/http/paths/path=~1readyz/pathType | Exact | /readyz does not mean what lies under it",
                "Ingress/voice | spec/rules/0/http/paths/+ | { path: /api, pathType: Prefix, backend: { service: { name: voice-crm-service, port: { name: http } } } } | the CRM, which asks nobody for a name, is open to the world",
                "Ingress/voice | spec/rules/0/http/paths/+ | { path: /q, pathType: Prefix, backend: { service: { name: voice-telephony-gateway, port: { name: http } } } } | /q is open to the world, and nobody asks for it",
                "Ingress/voice | metadata/annotations/nginx.ingress.kubernetes.io~1proxy-read-timeout | \"60\" | proxy-read-timeout is shorter than a call may be",
                "Ingress/voice | spec/rules/0/host | other.example.com | tells Twilio voice.example.com, but the way in is [other.example.com]",
                "Deployment/voice-watchdog-service | spec/template/spec/containers/0/env/name=PUBLIC_BASE_URL/value | https://other.example.com | watchdog-service tells Twilio other.example.com"
            })
    void aPlantedMistakeIsFound(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of(), object, place, planted, finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTPRoute/voice | spec/rules/0/timeouts | | the request on /ws/ may end a call",
                "HTTPRoute/voice | spec/rules/0/timeouts/backendRequest | 15s | the backendRequest on /ws/ may end a call: \"15s\"",
                "HTTPRoute/voice | spec/rules/0/backendRefs/0/port | 80 | voice-media-ingest is asked at the port 80, which it does not have",
                "HTTPRoute/voice | spec/rules/1/backendRefs/0/name | voice-crm-service | the CRM, which asks nobody for a name, is open to the world",
                "HTTPRoute/voice | spec/rules/0/backendRefs/0/name | voice-media | a path leads to voice-media, which is not there",
                "HTTPRoute/voice | spec/rules/1/matches/0 | | /webhook does not lead to telephony-gateway",
                "HTTPRoute/voice | spec/rules/1/matches/0/path/type | Exact | /webhook does not mean what lies under it",
                "HTTPRoute/voice | spec/hostnames/0 | other.example.com | tells Twilio voice.example.com, but the way in is [other.example.com]"
            })
    void inAnHttpRouteToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        Planted.isFound(
                Map.of("gateway.enabled", "true", "gateway.parentRef.name", "public", "ingress.enabled", "false"),
                object,
                place,
                planted,
                finding);
    }
}
