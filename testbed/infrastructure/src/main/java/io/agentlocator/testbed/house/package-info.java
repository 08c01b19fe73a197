/** The rules that every service's packages keep. */
@NullMarked
package io.agentlocator.testbed.house;

import org.jspecify.annotations.NullMarked;
