/**
 * What the process finds around it: user, directories, variables, clock. Whatever a command needs
 * of these it asks here, so that a test can give it others.
 */
@NullMarked
package io.wyng.cli.environment;

import org.jspecify.annotations.NullMarked;
