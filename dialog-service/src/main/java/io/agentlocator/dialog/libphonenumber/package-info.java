/** Google's libphonenumber. */
@NullMarked
package io.agentlocator.dialog.libphonenumber;

import org.jspecify.annotations.NullMarked;
