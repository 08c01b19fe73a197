package io.agentlocator.speech.kafka;

import java.time.Duration;

/**
 * @param logSpeech whether log lines may contain what callers say
 * @param oldestRecording age beyond which a recording is not transcribed: a new consumer group reads days of events
 * @param recordingsAtOnce recordings in work at the same time; most of them wait for their files
 */
public record TopicSettings(boolean logSpeech, Duration oldestRecording, int recordingsAtOnce) {}
