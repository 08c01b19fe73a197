/** Reading the books over HTTP. */
@NullMarked
package io.agentlocator.crm.rest;

import org.jspecify.annotations.NullMarked;
