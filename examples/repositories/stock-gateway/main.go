package main

import (
	"encoding/json"
	"log"
	"net/http"
)

func main() {
	stock := NewStock(map[string]int{"KT-01": 12, "TP-02": 3})
	http.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})
	http.HandleFunc("GET /stock/{sku}", func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(map[string]int{"available": stock.Of(r.PathValue("sku"))})
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
