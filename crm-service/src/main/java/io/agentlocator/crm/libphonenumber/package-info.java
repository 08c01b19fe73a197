/** Telephone numbers by libphonenumber. */
@NullMarked
package io.agentlocator.crm.libphonenumber;

import org.jspecify.annotations.NullMarked;
