module retailer.example/stock-gateway

go 1.26
