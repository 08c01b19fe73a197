/** The topics that are entered into the books, and the leads that are published. */
@NullMarked
package io.agentlocator.crm.kafka;

import org.jspecify.annotations.NullMarked;
