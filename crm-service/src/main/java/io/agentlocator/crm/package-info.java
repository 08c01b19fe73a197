/** What became of calls: the rules by which leads are kept, and what the books can be asked. */
@NullMarked
package io.agentlocator.crm;

import org.jspecify.annotations.NullMarked;
