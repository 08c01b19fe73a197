/** What an operator asks of any service: is it alive, which build is it, what was requested. */
@NullMarked
package io.agentlocator.shell.http;

import org.jspecify.annotations.NullMarked;
