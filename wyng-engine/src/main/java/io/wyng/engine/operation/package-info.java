/**
 * What a user can ask for, one class a command. Operations know neither paths nor the layout of an
 * archive.
 */
@NullMarked
package io.wyng.engine.operation;

import org.jspecify.annotations.NullMarked;
