/** From paths to findings: discover, screen, parse, one walk, one place that catches. */
package dev.belay.linter.engine;
