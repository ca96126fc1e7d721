package com.example.library;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

public class CountingPool extends ThreadPoolExecutor {
  public CountingPool(int threads) {
    super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  }
}
