/** Do fixes compile on real libraries, take their findings away, and settle? */
package dev.belay.bench.fixes;
