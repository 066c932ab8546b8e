/**
 * Plugins as somebody else writes them: outside of this build, with the published test kit and by
 * the guide for authors. Nothing here may use the reactor's classes.
 */
@NullMarked
package io.wyng.it.thirdparty;

import org.jspecify.annotations.NullMarked;
