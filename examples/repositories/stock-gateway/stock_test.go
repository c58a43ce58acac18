package main

import "testing"

func TestStockAddsUpWarehouses(t *testing.T) {
	stock := NewStock(map[string]int{"KT-01": 2}, map[string]int{"KT-01": 5})
	if got := stock.Of("KT-01"); got != 7 {
		t.Errorf("got %d, want 7", got)
	}
}
