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

{{/* What a service is told; secrets come by reference, and only to those that use them. */}}
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
  "JDK_JAVA_OPTIONS" (printf "-Xmx%s -XX:+Use%s" .settings.heap .settings.gc)
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
{{- /* A pod still gets requests for a moment after it was told to end. */}}
{{- if has .service (list "telephony-gateway" "media-ingest") }}
{{- $_ := set $plain "DRAIN_SETTLE_SECONDS" "5" }}
{{- end }}
{{- if eq .service "media-ingest" }}
{{- $_ := set $plain "DRAIN_SECONDS" (toString $v.drainSeconds) }}
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
{{- $_ := set $plain "WATCHDOG_START_TIMEOUT" (toString $v.watchdog.startTimeout) }}
{{- $_ := set $plain "WATCHDOG_NO_MEDIA_TIMEOUT" (toString $v.watchdog.noMediaTimeout) }}
{{- end }}
{{- range $name, $value := $v.extraEnv }}
{{- $_ := set $plain $name (toString $value) }}
{{- end }}
- name: INSTANCE_ID
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- range $name := keys $plain | sortAlpha }}
- name: {{ $name }}
  value: {{ get $plain $name | quote }}
{{- end }}
{{- range $name := get $secrets .service }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $v.existingSecret }}
      key: {{ $name }}
      {{- if has $name (list "GCP_CREDENTIALS_JSON" "OPENAI_API_KEY") }}
      optional: true
      {{- end }}
{{- end }}
{{- if hasPrefix "SASL" $v.kafka.securityProtocol }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef:
      name: {{ $v.existingSecret }}
      key: KAFKA_SASL_JAAS_CONFIG
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
