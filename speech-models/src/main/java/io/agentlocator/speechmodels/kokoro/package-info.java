/**
 * A neural voice that runs in the JVM. It speaks phonemes, which {@code io.agentlocator.speechmodels.hebrew} derives from
 * Hebrew text.
 *
 * <p>The prompts that the gateway plays when no engine can speak ({@code static/tts/*.mp3} in its resources) were made
 * with {@link io.agentlocator.speechmodels.kokoro.SpeakToFile} and LAME:
 *
 * <pre>
 * java --enable-native-access=ALL-UNNAMED -cp … io.agentlocator.speechmodels.kokoro.SpeakToFile \
 *     "שלום, כאן לאה. איך אפשר לעזור?" ef_dora greeting_he.wav 24000 1.15
 * java … SpeakToFile "סליחה, יש לנו תקלה קטנה. אפשר להשאיר הודעה אחרי הצליל, ונחזור אליכם בהקדם." \
 *     ef_dora fallback_he.wav 24000 1.1
 * java … SpeakToFile "תודה, קיבלנו את ההודעה. נחזור אליכם בהקדם. להתראות." ef_dora thanks_he.wav 24000 1.1
 * lame -m m -b 64 --cbr greeting_he.wav greeting_he.mp3
 * </pre>
 */
@NullMarked
package io.agentlocator.speechmodels.kokoro;

import org.jspecify.annotations.NullMarked;
