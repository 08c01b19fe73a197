{{- define "agentlocator.labels" -}}
app.kubernetes.io/name: {{ .service }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: agentlocator
app.kubernetes.io/version: {{ .root.Values.image.tag | quote }}
{{- end -}}

{{- define "agentlocator.selector" -}}
app.kubernetes.io/name: {{ .service }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{- define "agentlocator.name" -}}
{{ .root.Release.Name }}-{{ .service }}
{{- end -}}

{{/* A value as it was written: a number from a file is a float, which is written 1e+06 from a million on. */}}
{{- define "agentlocator.text" -}}
{{- if and (kindIs "float64" .) (eq . (floor .)) -}}
{{ int64 . }}
{{- else -}}
{{ toString . }}
{{- end -}}
{{- end -}}

{{/* The ports of Kafka's brokers, as one list in JSON. */}}
{{- define "agentlocator.kafkaPorts" -}}
{{- $ports := list -}}
{{- range splitList "," .Values.kafka.bootstrapServers }}
{{- $ports = append $ports (regexFind "[0-9]+$" . | int) }}
{{- end }}
{{- range .Values.kafka.ports }}
{{- $ports = append $ports (int .) }}
{{- end }}
{{- $ports | uniq | toJson -}}
{{- end -}}

{{/* A service's extra variables from the values: those of all services, then its own. */}}
{{- define "agentlocator.extraEnv" -}}
{{- $variables := dict -}}
{{- range $which := list .root.Values.extraEnv (.settings.extraEnv | default dict) }}
{{- range $name, $value := $which }}
{{- $_ := set $variables $name $value }}
{{- end }}
{{- end }}
{{- $variables | toJson -}}
{{- end -}}

{{/* A service's variables. Secrets come by reference, and only to the services that use them. */}}
{{- define "agentlocator.env" -}}
{{- $v := .root.Values -}}
{{- $secrets := dict
  "telephony-gateway" (list "TWILIO_ACCOUNT_SID" "TWILIO_AUTH_TOKEN")
  "media-ingest" (list "TWILIO_AUTH_TOKEN")
  "speech-service" (list "TWILIO_ACCOUNT_SID" "TWILIO_AUTH_TOKEN" "GCP_CREDENTIALS_JSON" "OPENAI_API_KEY")
  "dialog-service" (list "OPENAI_API_KEY")
  "watchdog-service" (list "TWILIO_ACCOUNT_SID" "TWILIO_AUTH_TOKEN")
  "crm-service" (list "DATABASE_URL") -}}
{{- $plain := dict
  "PORT" "8080"
  "LOG_FORMAT" "json"
  "JDK_JAVA_OPTIONS" (printf "-Xmx%s -XX:+Use%s -XX:+ExitOnOutOfMemoryError" .settings.heap .settings.gc)
  "KAFKA_BOOTSTRAP_SERVERS" $v.kafka.bootstrapServers -}}
{{- if ne .service "crm-service" }}
{{- $_ := set $plain "REPLY_MODE" $v.replyMode }}
{{- end }}
{{- with $v.tracing.endpoint }}
{{- $_ := set $plain "OTEL_EXPORTER_OTLP_ENDPOINT" . }}
{{- end }}
{{- if ne $v.kafka.securityProtocol "PLAINTEXT" }}
{{- $_ := set $plain "KAFKA_SECURITY_PROTOCOL" $v.kafka.securityProtocol }}
{{- end }}
{{- if $v.kafka.saslMechanism }}
{{- $_ := set $plain "KAFKA_SASL_MECHANISM" $v.kafka.saslMechanism }}
{{- end }}
{{- if has .service (list "telephony-gateway" "media-ingest" "watchdog-service") }}
{{- $_ := set $plain "PUBLIC_BASE_URL" (printf "https://%s" $v.publicHost) }}
{{- end }}
{{- /* A pod still receives requests for a moment after SIGTERM. */}}
{{- if has .service (list "telephony-gateway" "media-ingest") }}
{{- $_ := set $plain "DRAIN_SETTLE_SECONDS" "5" }}
{{- end }}
{{- if eq .service "media-ingest" }}
{{- $_ := set $plain "DRAIN_SECONDS" (include "agentlocator.text" $v.drainSeconds) }}
{{- end }}
{{- if eq .service "speech-service" }}
{{- $_ := set $plain "SPEECH_RECOGNIZER" $v.speech.recognizer }}
{{- $_ := set $plain "SPEECH_SYNTHESIZER" $v.speech.synthesizer }}
{{- end }}
{{- if eq .service "dialog-service" }}
{{- $_ := set $plain "LANGUAGE_MODEL" $v.languageModel }}
{{- $_ := set $plain "BUSINESS_NAME" $v.businessName }}
{{- end }}
{{- if eq .service "watchdog-service" }}
{{- $_ := set $plain "WATCHDOG_START_TIMEOUT" (include "agentlocator.text" $v.watchdog.startTimeout) }}
{{- $_ := set $plain "WATCHDOG_NO_MEDIA_TIMEOUT" (include "agentlocator.text" $v.watchdog.noMediaTimeout) }}
{{- end }}
{{- $referred := dict }}
{{- range $name, $value := include "agentlocator.extraEnv" . | fromJson }}
{{- if kindIs "map" $value }}
{{- $_ := unset $plain $name }}
{{- $_ := set $referred $name $value }}
{{- else }}
{{- $_ := set $plain $name (include "agentlocator.text" $value) }}
{{- end }}
{{- end }}
{{- /* A vendor that is named is one that is wanted: without its key the pod waits and says which is missing, and no call
is led by the next one in silence. Where something else stands in for the key, it may be missing. */}}
{{- $vendors := printf "%s,%s,%s" (get $plain "SPEECH_RECOGNIZER") (get $plain "SPEECH_SYNTHESIZER") (get $plain "LANGUAGE_MODEL") | splitList "," }}
{{- $instead := dict
  "google" (list "GOOGLE_APPLICATION_CREDENTIALS" "GOOGLE_TTS_SA_JSON" "GOOGLE_CLOUD_SERVICE_ACCOUNT_JSON" "GOOGLE_PLAINTEXT")
  "openai" (list "OPENAI_SPEECH_API_KEY") }}
{{- /* Servers that may want no key: Google's is a stand-in where no TLS is spoken, OpenAI's where it is not the vendor's. */}}
{{- $standIns := dict
  "google" (regexMatch "^http://" (printf "%s%s" (get $plain "GOOGLE_SPEECH_ENDPOINT") (get $plain "GOOGLE_TTS_ENDPOINT")))
  "openai" (regexMatch "^https?://" (printf "%s%s" (get $plain "OPENAI_SPEECH_BASE_URL") (get $plain "OPENAI_BASE_URL") | replace "https://api.openai.com/v1" "")) }}
{{- $account := .settings.serviceAccountName | default $v.pods.serviceAccountName }}
{{- $optional := list }}
{{- range $vendor, $key := dict "google" "GCP_CREDENTIALS_JSON" "openai" "OPENAI_API_KEY" }}
{{- $needed := has $vendor $vendors }}
{{- range get $instead $vendor }}
{{- if or (hasKey $plain .) (hasKey $referred .) }}
{{- $needed = false }}
{{- end }}
{{- end }}
{{- if or (not $needed) (get $standIns $vendor) $.settings.envFrom (and $account (eq $vendor "google")) }}
{{- $optional = append $optional $key }}
{{- end }}
{{- end }}
- name: INSTANCE_ID
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- range $name := keys $plain | sortAlpha }}
- name: {{ $name }}
  value: {{ get $plain $name | quote }}
{{- end }}
{{- range $name := keys $referred | sortAlpha }}
- name: {{ $name }}
  valueFrom: {{- get $referred $name | toYaml | nindent 4 }}
{{- end }}
{{- $own := get $secrets .service }}
{{- if hasPrefix "SASL" $v.kafka.securityProtocol }}
{{- $own = append $own "KAFKA_SASL_JAAS_CONFIG" }}
{{- end }}
{{- range $name := $own }}
{{- if not (or (hasKey $plain $name) (hasKey $referred $name)) }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $v.existingSecret }}
      key: {{ $name }}
      {{- if has $name $optional }}
      optional: true
      {{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Pods go one at a time: each that goes has its calls to finish. */}}
{{- define "agentlocator.scaling" -}}
scaleDown:
  stabilizationWindowSeconds: 600
  policies:
    - type: Pods
      value: 1
      periodSeconds: 300
{{- end -}}

{{/* What is asked for besides what every pod has: by everybody, and over it by one service. */}}
{{- define "agentlocator.placement" -}}
{{- $pods := merge dict .settings .root.Values.pods -}}
{{- with $pods.serviceAccountName }}
serviceAccountName: {{ . }}
{{- end }}
{{- range $name := list "nodeSelector" "tolerations" "affinity" }}
{{- with get $pods $name }}
{{ $name }}: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* The settings of one topic: the code's, what the number of its copies allows, and over both what the values say. */}}
{{- define "agentlocator.topicConfig" -}}
{{- $config := deepCopy .settings -}}
{{- /* One broker may be away; what was said to be written is on two of three. */}}
{{- if ge (int .root.Values.topics.replicas) 3 }}
{{- $_ := set $config "min.insync.replicas" "2" }}
{{- end }}
{{- range $name, $value := get .root.Values.topics.config .topic | default dict }}
{{- $_ := set $config $name (include "agentlocator.text" $value) }}
{{- end }}
{{- $config | toJson -}}
{{- end -}}
