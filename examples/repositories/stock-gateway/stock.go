package main

// Stock adds up what the warehouses hold.
type Stock struct {
	warehouses []map[string]int
}

// NewStock takes one map from article to pieces for each warehouse.
func NewStock(warehouses ...map[string]int) *Stock {
	return &Stock{warehouses: warehouses}
}

// Of tells how many pieces of an article there are in all.
func (s *Stock) Of(sku string) int {
	pieces := 0
	for _, warehouse := range s.warehouses {
		pieces += warehouse[sku]
	}
	return pieces
}
