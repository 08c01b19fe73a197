/** The results of calls: the rules by which calls change leads, and the storage of both. */
@NullMarked
package io.agentlocator.crm;

import org.jspecify.annotations.NullMarked;
