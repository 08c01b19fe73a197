/** What the service needs of an engine or another supplier, and how those fail. Vendor packages implement these interfaces. */
@NullMarked
package io.agentlocator.speech.roles;

import org.jspecify.annotations.NullMarked;
