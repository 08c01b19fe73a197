/** The HTTP API: reading calls and leads, and erasing a lead. */
@NullMarked
package io.agentlocator.crm.rest;

import org.jspecify.annotations.NullMarked;
