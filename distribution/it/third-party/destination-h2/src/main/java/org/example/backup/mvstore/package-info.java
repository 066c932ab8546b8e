/** A small file store inside one MVStore file. What the files mean must not be known here. */
@NullMarked
package org.example.backup.mvstore;

import org.jspecify.annotations.NullMarked;
