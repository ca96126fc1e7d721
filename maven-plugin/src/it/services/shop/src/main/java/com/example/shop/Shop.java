package com.example.shop;

import com.example.library.CountingPool;
import com.example.stock.StockPool;

class Shop {
  private final StockPool ofAnotherModule;
  private final CountingPool ofALibrary;

  Shop(StockPool ofAnotherModule, CountingPool ofALibrary) {
    this.ofAnotherModule = ofAnotherModule;
    this.ofALibrary = ofALibrary;
  }

  void open() {
    ofAnotherModule.submit(this::sell);
    ofALibrary.submit(this::sell);
  }

  private int sell() {
    return 1;
  }
}
