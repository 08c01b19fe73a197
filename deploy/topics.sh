#!/bin/bash
# Creates the topics as the code has them (io.agentlocator.events.Topic); a test compares the two.
set -e
kafka() { "/opt/kafka/bin/$1" --bootstrap-server "${KAFKA_BOOTSTRAP_SERVERS:-kafka:9092}" "${@:2}"; }
for attempt in $(seq 60); do kafka kafka-topics.sh --list >/dev/null 2>&1 && break || sleep 1; done
kafka kafka-topics.sh --create --if-not-exists --topic calls --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name calls --add-config cleanup.policy=delete,retention.ms=604800000,segment.ms=50400000
kafka kafka-topics.sh --create --if-not-exists --topic caller-audio --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name caller-audio --add-config cleanup.policy=delete,retention.ms=900000,segment.ms=300000,segment.bytes=67108864
kafka kafka-topics.sh --create --if-not-exists --topic media-events --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name media-events --add-config cleanup.policy=delete,retention.ms=86400000,segment.ms=7200000
kafka kafka-topics.sh --create --if-not-exists --topic transcripts --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name transcripts --add-config cleanup.policy=delete,retention.ms=86400000,segment.ms=7200000
kafka kafka-topics.sh --create --if-not-exists --topic replies --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name replies --add-config cleanup.policy=delete,retention.ms=86400000,segment.ms=7200000
kafka kafka-topics.sh --create --if-not-exists --topic agent-audio --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name agent-audio --add-config cleanup.policy=delete,retention.ms=900000,segment.ms=300000,segment.bytes=67108864
kafka kafka-topics.sh --create --if-not-exists --topic call-alerts --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name call-alerts --add-config cleanup.policy=delete,retention.ms=604800000,segment.ms=50400000
kafka kafka-topics.sh --create --if-not-exists --topic call-outcomes --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name call-outcomes --add-config cleanup.policy=delete,retention.ms=2592000000,segment.ms=216000000
kafka kafka-topics.sh --create --if-not-exists --topic leads --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name leads --add-config cleanup.policy=compact,segment.ms=86400000,max.compaction.lag.ms=604800000,delete.retention.ms=2592000000
kafka kafka-topics.sh --create --if-not-exists --topic messages --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name messages --add-config cleanup.policy=delete,retention.ms=604800000,segment.ms=50400000
kafka kafka-topics.sh --create --if-not-exists --topic service-states --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name service-states --add-config cleanup.policy=compact
kafka kafka-topics.sh --create --if-not-exists --topic ops-log --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name ops-log --add-config cleanup.policy=delete,retention.ms=3600000,segment.ms=300000
kafka kafka-topics.sh --create --if-not-exists --topic dead-letters --partitions 6 --replication-factor 1
kafka kafka-configs.sh --alter --entity-type topics --entity-name dead-letters --add-config cleanup.policy=delete,retention.ms=1209600000,segment.ms=100800000,segment.bytes=67108864
